"""Matters as files for others: CSV, XLSX, GeoJSON; streamed, whole, with their number of rows inside. No writes."""
