package dev.freeway.app.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that grow by being copied. */
final class Maps {
    private Maps() {}

    static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
