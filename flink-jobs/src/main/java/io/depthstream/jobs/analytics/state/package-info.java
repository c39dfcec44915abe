/** The bytes of the analytics operators in keyed state. */
package io.depthstream.jobs.analytics.state;
