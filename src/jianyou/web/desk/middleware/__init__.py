"""What every request to the desk passes on its way in and out."""
