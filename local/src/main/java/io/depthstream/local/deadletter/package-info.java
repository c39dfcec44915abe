/** Reading dead letters back and sending them through the front door again. */
package io.depthstream.local.deadletter;
