"""Approaches, phases and ages as they stood when the project began; and what lists need of older records."""

from django.db import migrations

from projects.derived import period_keys
from projects.programmes import programme_key
from cms.core.municipality_sizes import size_class

LANGUAGES = ("de", "de-simple", "en", "ar", "fr", "sr", "es", "uk", "tr")

APPROACHES = {
    "mentoring": ("Patenschaft und Mentoring", "Eine Person begleitet eine andere Person", "Mentoring", "الإرشاد والمرافقة", "Parrainage et mentorat", "Менторство", "Mentoría", "Наставництво", "Mentorluk"),
    "course": ("Kurs und Schulung", "Kurs", "Course and training", "دورة وتدريب", "Cours et formation", "Курс и обука", "Curso y formación", "Курс і навчання", "Kurs ve eğitim"),
    "counselling": ("Beratung", "Beratung", "Counselling", "الاستشارة", "Conseil", "Саветовање", "Asesoramiento", "Консультування", "Danışmanlık"),
    "network": ("Netzwerk und Zusammenarbeit", "Zusammenarbeit", "Network and cooperation", "شبكة وتعاون", "Réseau et coopération", "Мрежа и сарадња", "Red y cooperación", "Мережа і співпраця", "Ağ ve iş birliği"),
    "space": ("Ort der Begegnung", "Ein Ort zum Treffen", "Place to meet", "مكان للقاء", "Lieu de rencontre", "Место сусрета", "Lugar de encuentro", "Місце зустрічі", "Buluşma yeri"),
    "campaign": ("Kampagne und Öffentlichkeitsarbeit", "Werbung und Information", "Campaign and public relations", "حملة وتوعية", "Campagne et communication", "Кампања и јавност", "Campaña y comunicación", "Кампанія та зв’язки з громадськістю", "Kampanya ve tanıtım"),
    "mediators": ("Lotsinnen, Lotsen und Vermittlung", "Lotsen helfen", "Guides and mediators", "مرشدون ووسطاء", "Médiatrices et médiateurs", "Водичи и посредници", "Mediación y guías", "Провідники та посередники", "Rehberler ve aracılar"),
    "outreach": ("Aufsuchende Arbeit", "Helfer kommen zu den Menschen", "Outreach", "العمل الميداني", "Travail de proximité", "Теренски рад", "Trabajo de calle", "Виїзна робота", "Yerinde ve gezici çalışma"),
    "participation": ("Beteiligung", "Mitreden und mitmachen", "Participation", "المشاركة", "Participation", "Учешће", "Participación", "Участь", "Katılım"),
    "material": ("Material und digitale Angebote", "Hefte, Filme und Internet", "Material and digital services", "مواد وعروض رقمية", "Supports et offres numériques", "Материјал и дигитална понуда", "Material y servicios digitales", "Матеріали та цифрові послуги", "Materyal ve dijital hizmetler"),
}
PHASES = {
    "arriving": ("Die ersten Wochen", "Die ersten Wochen in Deutschland", "The first weeks", "الأسابيع الأولى", "Les premières semaines", "Прве недеље", "Las primeras semanas", "Перші тижні", "İlk haftalar"),
    "orientation": ("Das erste Jahr", "Das erste Jahr in Deutschland", "The first year", "السنة الأولى", "La première année", "Прва година", "El primer año", "Перший рік", "İlk yıl"),
    "settling": ("Fuß fassen: die ersten fünf Jahre", "Die ersten 5 Jahre in Deutschland", "Settling in: the first five years", "الاستقرار: السنوات الخمس الأولى", "S’installer : les cinq premières années", "Смештање: првих пет година", "Asentarse: los primeros cinco años", "Облаштування: перші п’ять років", "Yerleşme: ilk beş yıl"),
    "living": ("Zuhause: auf Dauer hier", "Für immer in Deutschland", "At home: here to stay", "الإقامة الدائمة", "Chez soi : à long terme", "Код куће: трајно овде", "En casa: para quedarse", "Удома: надовго", "Evinde: kalıcı olarak"),
}
AGES = {
    "early-childhood": ("0 bis 5 Jahre", "0 bis 5 Jahre", "0 to 5 years", "من 0 إلى 5 سنوات", "0 à 5 ans", "0 до 5 година", "0 a 5 años", "0–5 років", "0–5 yaş"),
    "children": ("6 bis 13 Jahre", "6 bis 13 Jahre", "6 to 13 years", "من 6 إلى 13 سنة", "6 à 13 ans", "6 до 13 година", "6 a 13 años", "6–13 років", "6–13 yaş"),
    "youth": ("14 bis 17 Jahre", "14 bis 17 Jahre", "14 to 17 years", "من 14 إلى 17 سنة", "14 à 17 ans", "14 до 17 година", "14 a 17 años", "14–17 років", "14–17 yaş"),
    "young-adults": ("18 bis 26 Jahre", "18 bis 26 Jahre", "18 to 26 years", "من 18 إلى 26 سنة", "18 à 26 ans", "18 до 26 година", "18 a 26 años", "18–26 років", "18–26 yaş"),
    "adults": ("27 bis 64 Jahre", "27 bis 64 Jahre", "27 to 64 years", "من 27 إلى 64 سنة", "27 à 64 ans", "27 до 64 године", "27 a 64 años", "27–64 роки", "27–64 yaş"),
    "older": ("65 Jahre und älter", "65 Jahre und älter", "65 years and older", "65 سنة فأكثر", "65 ans et plus", "65 година и више", "65 años y más", "65 років і старші", "65 yaş ve üstü"),
}
_BATCH = 2_000


def seed(apps, schema_editor):
    for model_name, terms in (("Approach", APPROACHES), ("Phase", PHASES), ("AgeGroup", AGES)):
        model = apps.get_model("projects", model_name)
        for order, (slug, labels) in enumerate(terms.items(), start=1):
            labels = dict(zip(LANGUAGES, labels, strict=True))
            model.objects.get_or_create(slug=slug, defaults={"labels": labels, "order": order * 10})


def fill_lists(apps, schema_editor):
    model = apps.get_model("projects", "ProjectPage")
    programme = apps.get_model("projects", "FundingProgramme")
    pages = model.objects.order_by("pk").prefetch_related("towns__town", "funding").defer("story", "search_text")
    last = 0
    while batch := list(pages.filter(pk__gt=last)[:_BATCH]):
        last, named = batch[-1].pk, {}
        for page in batch:
            sizes = [size_class(row.town.inhabitants) for row in page.towns.all()]
            names = {programme_key(row.programme): row.programme for row in page.funding.all() if row.programme}
            named |= names
            page.size_keys = list(dict.fromkeys(size.value for size in sizes if size))
            page.period_keys = period_keys(page.year_from, page.year_to)
            page.programme_keys = list(names)
        model.objects.bulk_update(batch, ["size_keys", "period_keys", "programme_keys"])
        rows = [programme(slug=slug, name=name) for slug, name in named.items() if slug]
        programme.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_know_the_framework_of_a_project")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(fill_lists, migrations.RunPython.noop),
    ]
