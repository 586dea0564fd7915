"""Turn whatever file people really have into rows. Knows no Django and no database; stays cheap to import."""
