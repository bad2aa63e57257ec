/** The pages by which members, organisations, projects and tokens are managed. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.admin;
