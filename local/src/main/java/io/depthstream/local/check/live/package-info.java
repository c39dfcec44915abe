/** Comparing the books of a running job with the venue's own, on a schedule. */
package io.depthstream.local.check.live;
