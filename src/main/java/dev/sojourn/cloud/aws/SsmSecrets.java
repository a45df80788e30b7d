package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Secrets;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets in the parameter store of Systems Manager, decrypted there. */
final class SsmSecrets implements Secrets {

    private final SsmClient reading;

    SsmSecrets(SsmClient reading) {
        this.reading = reading;
    }

    @Override
    public CloudAnswer<String> read(String name) {
        return Answers.of(() -> reading.getParameter(call -> call.name(name).withDecryption(true))
                .parameter()
                .value());
    }
}
