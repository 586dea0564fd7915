"""The log-in form, with `aria-required` instead of the browser's own bubbles."""

from django.contrib.auth.forms import AuthenticationForm


class LoginForm(AuthenticationForm):
    use_required_attribute = False
