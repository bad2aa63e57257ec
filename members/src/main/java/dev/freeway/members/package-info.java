/** Who is served: people, organisations, their projects and tokens, and who may change what. */
@org.jspecify.annotations.NullMarked
package dev.freeway.members;
