"""What only the counter's templates say."""
