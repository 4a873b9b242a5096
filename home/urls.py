"""Addresses that machines know by heart; they have no language."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from home import views
from home.feeds import UrgentNoticesFeed
from home.sitemaps import PageSitemap

SITEMAPS = {"pages": PageSitemap}

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("feeds/urgent-<slug:language>.atom", UrgentNoticesFeed(), name="notices_feed"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_part"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_part"),
]
