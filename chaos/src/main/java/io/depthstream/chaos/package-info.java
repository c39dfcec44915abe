/** Faults on purpose in real processes, and the checker that says whether anything was lost or came twice. */
package io.depthstream.chaos;
