"""The sentences that explain what accounts refuse."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "may_not_manage_members": _("Only an administrator of this organisation can do this. Ask yours."),
    "member_unknown": _("This person has no access to your organisation any more. Open the list of members again."),
    "user_unknown": _("There is no user with this name. Check the spelling."),
    "role_not_here": _("This role does not exist in your kind of organisation. Choose one from the list."),
    "already_in_role": _("This person has this role already. Choose another role, or change nothing."),
    "last_administrator": _(
        "This is the last administrator of your organisation. Make somebody else administrator first."
    ),
    "works_elsewhere_too": _(
        "This person works for another organisation too, so you cannot remove the second step. "
        "Ask the administrator of Thoes to do it on the server."
    ),
    "not_your_own_factors": _("Go to “My account” to manage your own second step."),
    "invitation_gone": _("This invitation was accepted or withdrawn meanwhile. Open the list of members again."),
    "invitation_unknown": _("This link does not work. Ask who invited you to send the invitation again."),
    "invitation_used": _("This invitation was accepted before. Log in with your account."),
    "invitation_replaced": _("A newer invitation was sent. Use the link in the last e-mail that you got."),
    "invitation_expired": _("This invitation has expired. Ask who invited you to send it again."),
    "invitation_for_another": _(
        "This invitation is for another e-mail address than yours. Log out, and open the link again."
    ),
    "account_exists": _("There is an account with this e-mail address. Log in to accept the invitation."),
}
