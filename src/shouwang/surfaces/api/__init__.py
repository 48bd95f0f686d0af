"""Other software: REST, Open311, feeds."""
