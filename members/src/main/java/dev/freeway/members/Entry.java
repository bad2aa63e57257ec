package dev.freeway.members;

/** One thing that is kept of who is served. Immutable. */
public sealed interface Entry
        permits Person,
                Organisation,
                Project,
                AccessToken,
                Invitation,
                CreditGrant,
                Invoice,
                Payment,
                Ceilings,
                Alert,
                OwnAccount,
                SharingConsent,
                Operators,
                Identity,
                FreeTier,
                SignUps,
                Spent {
    /** What it is. */
    default Kind kind() {
        return Kind.of(this);
    }

    /** Unique among its kind. */
    String id();
}
