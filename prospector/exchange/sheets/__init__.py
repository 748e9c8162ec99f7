"""What reads the sheet of a workbook in a process of its own: it imports nothing that only its parent needs."""
