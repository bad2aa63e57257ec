/** How mail is sent: the only place that speaks SMTP. */
package dev.freeway.app.mail;
