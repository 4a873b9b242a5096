"""Sign-in, sessions, headers."""

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE

_env = environ.Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:overview"

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupFields"
ACCOUNT_CHANGE_EMAIL = True  # one address; the new one counts once it is confirmed
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Stricter than allauth where a guess is cheap; the rest are its own. Counted in the cache, in PostgreSQL.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "5/m/ip,30/h/ip",
    "reset_password": "5/m/ip,3/h/key",
    "reset_password_from_key": "10/m/ip",
}
#: The client's address behind proxies: how many of ours append to X-Forwarded-For; 0 trusts none of it.
ALLAUTH_TRUSTED_PROXY_COUNT = _env.int("TRUSTED_PROXY_COUNT", default=0)
#: Or a header that our proxy always sets itself, e.g. "X-Real-IP"; empty for none.
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = _env("TRUSTED_CLIENT_IP_HEADER", default="") or None
#: Anonymous changes per address and part of the site, in allauth's notation; see cms/core/ratelimit.py.
UNAUTHENTICATED_POST_RATE = "60/m/ip,600/h/ip"
#: Words of readers per address; many may share one, e.g. in a shelter.
FEEDBACK_RATE = "20/m/ip,120/h/ip"
#: Days after which the text of a reader's word is erased; that it was said stays counted.
FEEDBACK_TEXT_KEPT_DAYS = _env.int("FEEDBACK_TEXT_KEPT_DAYS", default=180)
#: Days after which a topic is looked at again.
GUIDANCE_REVIEW_DAYS = _env.int("GUIDANCE_REVIEW_DAYS", default=365)

MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wegweiser"
#: Whoever has rights in the administration must have a second factor before entering it.
ADMIN_REQUIRES_MFA = _env.bool("ADMIN_REQUIRES_MFA", default=True)

CSRF_FAILURE_VIEW = "cms.core.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel frames the page being edited

PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)

#: Parts of the site whose addresses have no language, so that none is tried before them.
PATHS_WITHOUT_LANGUAGE = (
    "/.well-known/", "/admin/", "/api/", "/calendar/", "/documents/", "/feeds/", "/integreat/", "/media/", "/oai",
    "/s/", "/static/",
)  # fmt: skip
#: Where nginx keeps the uploaded files for itself ("internal"), e.g. "/protected/"; empty: Python sends them.
X_ACCEL_PREFIX = _env("X_ACCEL_PREFIX", default="")
#: Seconds that browsers keep a public file before they ask whether it is still public.
PUBLIC_FILES_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
#: What other parts need on top; checked in a browser by tests/security/test_policy_in_the_browser.py.
CONTENT_SECURITY_POLICY_BY_PATH = {
    "/admin/": {
        "frame-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "worker-src": [SELF, "blob:"],
    },
}
