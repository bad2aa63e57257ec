package dev.freeway.app.sdk;

import java.net.URI;
import java.util.Map;

/** Where everything is, and how time passes there. */
public interface World {
    URI emulatorUrl();

    /** The gateway, answering for {@code provider}. */
    Target gateway(String provider);

    /** Every provider's stand-in, by the provider's id. */
    Map<String, Target> standIns();

    /** Lets every limit that is counted by the hour recover. */
    void rest();

    /** Breaks the next answer of a stand-in in the middle. */
    void cut(String provider) throws Exception;

    /** Takes back what is still to break, and says whether there was nothing left. */
    boolean mend() throws Exception;
}
