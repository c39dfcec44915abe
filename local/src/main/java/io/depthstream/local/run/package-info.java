/** One run of the whole pipeline in this process: started, watched, drained, checked against the truth. */
package io.depthstream.local.run;
