/** What a terminal shows: ladders and rates. */
package io.depthstream.local.view;
