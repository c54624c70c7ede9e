"""What an operation costs on a target: measured, recorded, compared, shown."""
