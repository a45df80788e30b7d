package dev.sojourn.cloud.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * One SDK client for each way of calling. Only those that look may retry: a call that changes something is repeated by
 * whoever has looked again, since most of them carry no idempotency token.
 *
 * @param looking EC2, describes
 * @param changing EC2, attach, detach, terminate
 * @param launching EC2, RunInstances; the SDK would retry a lack of capacity until the next rung is cold
 * @param reading SSM, lists
 * @param sending SSM, SendCommand: a second one runs the script twice
 * @param credentials of all of them
 */
record AwsClients(
        Ec2Client looking,
        Ec2Client changing,
        Ec2Client launching,
        SsmClient reading,
        SsmClient sending,
        NamedCredentials credentials)
        implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int LOOKS = 3;

    static AwsClients at(AwsEndpoints endpoints, ApiCalls calls, CallLimits limits, AwsCredentialsProvider chain) {
        NamedCredentials credentials = new NamedCredentials(chain, limits.credentials());
        Region region = Region.of(endpoints.region());
        CallCounter counter = new CallCounter(calls);
        Supplier<RetryStrategy> retrying = () -> DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(LOOKS)
                .build();
        Supplier<RetryStrategy> once = DefaultRetryStrategy::doNotRetry;

        Settings look = new Settings(credentials, region, counter, limits.look(), LOOKS, retrying);
        Settings change = new Settings(credentials, region, counter, limits.change(), 1, once);
        Settings launch = new Settings(credentials, region, counter, limits.launch(), 1, once);
        return new AwsClients(
                look.on(Ec2Client.builder(), endpoints.ec2()).build(),
                change.on(Ec2Client.builder(), endpoints.ec2()).build(),
                launch.on(Ec2Client.builder(), endpoints.ec2()).build(),
                look.on(SsmClient.builder(), endpoints.ssm()).build(),
                change.on(SsmClient.builder(), endpoints.ssm()).build(),
                credentials);
    }

    @Override
    public void close() {
        looking.close();
        changing.close();
        launching.close();
        reading.close();
        sending.close();
        credentials.close();
    }

    private record Settings(
            AwsCredentialsProvider credentials,
            Region region,
            CallCounter counter,
            Duration attempt,
            int attempts,
            Supplier<RetryStrategy> retries) {

        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B on(B client, Optional<URI> endpoint) {
            ClientOverrideConfiguration.Builder way = ClientOverrideConfiguration.builder()
                    .retryStrategy(retries.get())
                    .apiCallAttemptTimeout(attempt)
                    .apiCallTimeout(attempt.multipliedBy(attempts))
                    .addExecutionInterceptor(counter);
            endpoint.ifPresent(address -> {
                client.endpointOverride(address);
                way.addExecutionInterceptor(new EndpointPath(address));
            });
            return client.region(region)
                    .credentialsProvider(credentials)
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(attempt))
                    .overrideConfiguration(way.build());
        }
    }
}
