"""The featured models as tables, and a sheet for each with its sources."""
