/** What a provider's terms say, to be read: by people in words, by programs in JSON. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.terms;
