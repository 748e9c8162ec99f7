"""The plan: ideal customer profile and fit."""
