/** Tells whoever wants to know when a member's limit runs low. */
@org.jspecify.annotations.NullMarked
package dev.freeway.app.alert;
