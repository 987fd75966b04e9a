from importlib import import_module

from django.db import migrations, models

engines_index = import_module("faq.migrations.0006_search_index")


class Migration(migrations.Migration):
    """The index is made anew of the content, by the seed that follows every upgrade."""

    dependencies = [("faq", "0011_saved_forms")]

    operations = [
        migrations.RunPython(engines_index.drop, engines_index.create),
        migrations.DeleteModel("SearchDocument"),
        migrations.DeleteModel("SearchTerm"),
        migrations.CreateModel(
            name="Phrasing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Schlüssel der Antwort, z.\xa0B. „abwesenheit“ oder „code-550“. Leer: Diese Frage beantworten wir nicht.",
                        max_length=120,
                        verbose_name="Antwort",
                    ),
                ),
                (
                    "text",
                    models.CharField(max_length=200, unique=True, verbose_name="So fragen Leser"),
                ),
                (
                    "from_search",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="Aus einer Suche"
                    ),
                ),
            ],
            options={
                "verbose_name": "Leserfrage",
                "verbose_name_plural": "Leserfragen",
                "ordering": ["answer", "text"],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=200)),
                ("url", models.CharField(max_length=300)),
                ("label", models.CharField(default="", max_length=200)),
                ("place_key", models.CharField(default="", max_length=80)),
                ("place", models.CharField(default="", max_length=200)),
                ("is_rare", models.BooleanField(default=False)),
                ("shows_servers", models.BooleanField(default=False)),
                ("codes", models.TextField(default="")),
                ("short_texts", models.TextField(default="")),
                ("terms", models.TextField(default="")),
                ("strengths", models.BinaryField(default=b"")),
                ("forms", models.TextField(default="")),
                ("text", models.TextField(default="")),
                ("places", models.BinaryField(default=b"")),
                ("words", models.TextField(default="")),
                ("analyzer_version", models.PositiveSmallIntegerField(default=0)),
                ("indexed_at", models.DateTimeField(auto_now=True, db_index=True)),
            ],
            options={
                "verbose_name": "Suchdokument",
                "verbose_name_plural": "Suchdokumente",
                "ordering": ["pk"],
            },
        ),
    ]
