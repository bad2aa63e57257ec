/** Other people's clients, what is asked of them, and the table of how it went. */
package dev.freeway.app.sdk;
