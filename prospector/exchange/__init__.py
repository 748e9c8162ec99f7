"""Reading what people bring, writing what they take away."""
