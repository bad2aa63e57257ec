package dev.freeway.app.config;

import dev.freeway.members.SignUp;
import java.util.Optional;

/**
 * What a gateway needs that serves others.
 *
 * @param alertsInside whether alerts may go to hosts of ours
 * @param login the OpenID provider that members may come by
 * @param signUp who may become a member by that without being asked
 */
public record Hosting(boolean alertsInside, Optional<OpenIdClient> login, Optional<SignUp> signUp) {
    /** What holds where nothing is said. */
    public static final Hosting USUAL = new Hosting(false, Optional.empty(), Optional.empty());

    /** The same, with alerts to hosts of ours. */
    public Hosting inside() {
        return new Hosting(true, login, signUp);
    }
}
