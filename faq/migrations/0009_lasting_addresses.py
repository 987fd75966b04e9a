import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def end_sections_of_withdrawn_entries(apps, schema_editor):
    """A section is live while readers find it: with its entry it goes."""
    anchors = apps.get_model("faq", "Anchor").objects
    anchors.exclude(entry__status="published").update(is_live=False)


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0008_dead_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="errorcode",
            name="is_withdrawn",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Leser finden es nicht mehr. Wer einen alten Link hat, erfährt, was es ersetzt.",
                verbose_name="Zurückgezogen",
            ),
        ),
        migrations.AddField(
            model_name="errorcode",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="faq.errorcode",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.AddField(
            model_name="historicalerrorcode",
            name="is_withdrawn",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Leser finden es nicht mehr. Wer einen alten Link hat, erfährt, was es ersetzt.",
                verbose_name="Zurückgezogen",
            ),
        ),
        migrations.AddField(
            model_name="historicalerrorcode",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="faq.errorcode",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailprogram",
            name="is_withdrawn",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Leser finden es nicht mehr. Wer einen alten Link hat, erfährt, was es ersetzt.",
                verbose_name="Zurückgezogen",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailprogram",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="faq.mailprogram",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.AddField(
            model_name="mailprogram",
            name="is_withdrawn",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Leser finden es nicht mehr. Wer einen alten Link hat, erfährt, was es ersetzt.",
                verbose_name="Zurückgezogen",
            ),
        ),
        migrations.AddField(
            model_name="mailprogram",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="faq.mailprogram",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="key",
            field=models.CharField(
                help_text="Steht in der Adresse. Bleibt gleich, auch wenn sich die Frage ändert.",
                max_length=80,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                        "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, zum Beispiel „pop3-imap“.",
                    )
                ],
                verbose_name="Schlüssel",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Entwurf"),
                    ("published", "Veröffentlicht"),
                    ("merged", "In einem anderen aufgegangen"),
                    ("withdrawn", "Zurückgezogen"),
                ],
                default="draft",
                max_length=10,
                verbose_name="Zustand",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                help_text="Wohin alte Links führen. Ein aufgegangener Eintrag leitet dorthin weiter, ein zurückgezogener sagt, dass es ihn nicht mehr gibt, und nennt den Ersatz.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="faq.entry",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.AlterField(
            model_name="historicalentry",
            name="key",
            field=models.CharField(
                db_index=True,
                help_text="Steht in der Adresse. Bleibt gleich, auch wenn sich die Frage ändert.",
                max_length=80,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                        "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, zum Beispiel „pop3-imap“.",
                    )
                ],
                verbose_name="Schlüssel",
            ),
        ),
        migrations.AlterField(
            model_name="historicalentry",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Entwurf"),
                    ("published", "Veröffentlicht"),
                    ("merged", "In einem anderen aufgegangen"),
                    ("withdrawn", "Zurückgezogen"),
                ],
                default="draft",
                max_length=10,
                verbose_name="Zustand",
            ),
        ),
        migrations.AlterField(
            model_name="historicalentry",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Wohin alte Links führen. Ein aufgegangener Eintrag leitet dorthin weiter, ein zurückgezogener sagt, dass es ihn nicht mehr gibt, und nennt den Ersatz.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="faq.entry",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.AlterField(
            model_name="anchor",
            name="name",
            field=models.CharField(
                max_length=120,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                        "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, zum Beispiel „pop3-imap“.",
                    )
                ],
                verbose_name="Anker",
            ),
        ),
        migrations.AlterField(
            model_name="anchor",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"is_live": True},
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="predecessors",
                to="faq.anchor",
                verbose_name="Ersetzt durch",
            ),
        ),
        migrations.RunPython(end_sections_of_withdrawn_entries, migrations.RunPython.noop),
    ]
