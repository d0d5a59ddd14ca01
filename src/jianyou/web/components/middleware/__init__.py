"""What every request to our pages passes on its way in and out, whoever they are for."""
