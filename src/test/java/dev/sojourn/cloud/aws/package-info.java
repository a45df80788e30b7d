/** The adapter against real answers of EC2 and SSM over HTTP. */
package dev.sojourn.cloud.aws;
