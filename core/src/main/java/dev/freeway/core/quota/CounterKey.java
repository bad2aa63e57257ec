package dev.freeway.core.quota;

/**
 * Names one counter: the tuple of what its limit is scoped to.
 *
 * @param provider the company, or {@value #GRANTED} for what we grant
 * @param account ours with the provider, or the member's with us
 * @param subject the model, group or tier it counts apart; {@value #SHARED} for none
 * @param limit the limit's id
 */
public record CounterKey(String provider, String account, String subject, String limit)
        implements Comparable<CounterKey> {
    public static final String SHARED = "*";
    public static final String GRANTED = "freeway";

    @Override
    public int compareTo(CounterKey other) {
        int order = provider.compareTo(other.provider);
        order = order != 0 ? order : account.compareTo(other.account);
        order = order != 0 ? order : subject.compareTo(other.subject);
        return order != 0 ? order : limit.compareTo(other.limit);
    }

    @Override
    public String toString() {
        return provider + "/" + account + "/" + subject + "/" + limit;
    }
}
