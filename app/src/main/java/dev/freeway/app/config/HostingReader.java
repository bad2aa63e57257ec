package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;

/** Reads what the operator says of serving others. */
final class HostingReader {
    private HostingReader() {}

    static Hosting hosting(Fields file) {
        return new Hosting(ConfigReader.section(file, "alerts").flag("allow_private"));
    }
}
