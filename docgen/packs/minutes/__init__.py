"""The minutes in Word: the template that staff own, the marks by which it is read back, and earlier ones."""
