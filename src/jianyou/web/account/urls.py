"""The addresses of an account, by the names that allauth asks for; nothing else of it is routed."""

from django.urls import path

from jianyou.web.account import forgotten, passkeys, reach, signing_up, views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("account/", views.own, name="mfa_index"),
    path("account/sign-in/", views.SignIn.as_view(), name="account_login"),
    path("account/sign-in/code/", views.Code.as_view(), name="mfa_authenticate"),
    path("account/sign-in/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("account/sign-in/passkey/options", passkeys.options, name="passkey_options"),
    path("account/sign-up/", signing_up.new_organization, name="account_signup"),
    path("account/sign-up/invited/", signing_up.invited, name="account_join"),
    path("account/forgotten/", forgotten.forgotten, name="account_forgotten"),
    path("account/reach/", reach.own, name="account_reach"),
    path("account/sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("account/password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("account/confirm/", views.Confirm.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", views.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("account/second-factor/", views.Activate.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/off/", views.Deactivate.as_view(), name="mfa_deactivate_totp"),
    path("account/passkeys/", passkeys.own, name="mfa_list_webauthn"),
    path("account/passkeys/add/", passkeys.add, name="mfa_add_webauthn"),
    path("account/passkeys/<int:key>/", passkeys.one, name="passkey"),
    path("account/recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
