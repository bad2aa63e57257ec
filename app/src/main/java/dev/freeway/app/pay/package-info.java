/** How invoices are paid: the only place that knows Stripe. */
package dev.freeway.app.pay;
