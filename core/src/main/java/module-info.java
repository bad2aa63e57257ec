/** The rules. Needs the JDK alone. */
module dev.freeway.core {
    requires static org.jspecify;

    exports dev.freeway.core.audio;
    exports dev.freeway.core.catalog;
    exports dev.freeway.core.chat;
    exports dev.freeway.core.fault;
    exports dev.freeway.core.member;
    exports dev.freeway.core.quota;
    exports dev.freeway.core.routing;
}
