package dev.freeway.wire;

import io.vertx.core.Context;

/** Something that lives on one event loop; who works with it had better stay there. */
public interface EventLooped {
    Context context();
}
