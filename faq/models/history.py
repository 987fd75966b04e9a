"""The history of a row that names other rows: one record for each save."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class OneRecordEachSave(HistoricalRecords):
    """Records as the library keeps them, but a save and the lists that are stored after it are one.

    Django stores lists of other rows only when the row itself is saved. The library would write a
    record for the row and one more for each list, and staff would read of two or three changes.
    """

    def m2m_changed(
        self,
        instance: models.Model,
        action: str,
        attr: str,
        pk_set: set[Any] | None,
        reverse: bool,
        **more: Any,
    ) -> None:
        record = vars(instance).get("record_of_save")
        if record is None or reverse:
            super().m2m_changed(instance, action, attr, pk_set, reverse, **more)
        elif action in ("post_add", "post_remove", "post_clear"):
            for column in self.m2m_fields:
                getattr(record, column.name).all().delete()
            self.create_historical_record_m2ms(record, instance)

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        super().create_historical_record_m2ms(history_instance, instance)
        instance.record_of_save = history_instance
