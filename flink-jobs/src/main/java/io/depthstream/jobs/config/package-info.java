/**
 * What a job can be told: typed keys, one YAML file, arguments that win, every error at once.
 */
package io.depthstream.jobs.config;
