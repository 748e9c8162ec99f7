"""Tables (SQLModel) and the plain frozen records that screens and commands see."""
