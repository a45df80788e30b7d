package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void whoeverIsInATreeIsKnownAndClangdMayBeStoppedUnasked() throws Exception {
        assertThat(written(false))
                .containsSubsequence(
                        "name: ann\n",
                        "    people: {\"ann\": U0000000ANN, \"ben\": U0000000BEN}\n",
                        "name: keep\n",
                        "    people: {\"ann\": U0000000ANN, \"ben\": U0000000BEN}\n",
                        "name: llvm\n",
                        "    slots: 2\n",
                        "name: spot\n",
                        "    slots: 2\n",
                        "policy:\n",
                        "  restartable: [clangd]\n");
    }

    @Test
    void whereNobodyHasAUserIdOfTheirOwnTheOwnerIsAsked() throws Exception {
        assertThat(written(true)).containsSubsequence("name: ben\n", "people: {", "\"root\": U0000000BEN");
    }

    @Test
    void whatSomebodyHasChangedStaysAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("sojourn.yaml"), "mine\n");
        new Configuration(Map.of(), false).writeOnce(file, Home.all(folder, false));
        assertThat(file).hasContent("mine\n");
    }

    private String written(boolean allowRootOwner) throws Exception {
        Path file = folder.resolve("sojourn.yaml");
        new Configuration(Map.of(), allowRootOwner).writeOnce(file, Home.all(folder, false));
        return Files.readString(file);
    }
}
