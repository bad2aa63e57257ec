package dev.freeway.members;

import java.util.Locale;

/** What is kept. */
public enum Kind {
    PERSON(Person.class),
    ORGANISATION(Organisation.class),
    PROJECT(Project.class),
    TOKEN(AccessToken.class),
    INVITATION(Invitation.class),
    CREDIT_GRANT(CreditGrant.class),
    INVOICE(Invoice.class),
    PAYMENT(Payment.class),
    CEILINGS(Ceilings.class),
    ALERT(Alert.class),
    OWN_ACCOUNT(OwnAccount.class),
    SHARING_CONSENT(SharingConsent.class),
    OPERATORS(Operators.class),
    IDENTITY(Identity.class),
    FREE_TIER(FreeTier.class),
    SIGN_UPS(SignUps.class),
    SPENT(Spent.class);

    private final Class<? extends Entry> type;

    Kind(Class<? extends Entry> type) {
        this.type = type;
    }

    static Kind of(Entry entry) {
        return switch (entry) {
            case Person _ -> PERSON;
            case Organisation _ -> ORGANISATION;
            case Project _ -> PROJECT;
            case AccessToken _ -> TOKEN;
            case Invitation _ -> INVITATION;
            case CreditGrant _ -> CREDIT_GRANT;
            case Invoice _ -> INVOICE;
            case Payment _ -> PAYMENT;
            case Ceilings _ -> CEILINGS;
            case Alert _ -> ALERT;
            case OwnAccount _ -> OWN_ACCOUNT;
            case SharingConsent _ -> SHARING_CONSENT;
            case Operators _ -> OPERATORS;
            case Identity _ -> IDENTITY;
            case FreeTier _ -> FREE_TIER;
            case SignUps _ -> SIGN_UPS;
            case Spent _ -> SPENT;
        };
    }

    Class<? extends Entry> type() {
        return type;
    }

    /** The name it is kept under. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
