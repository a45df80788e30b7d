package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

    @ParameterizedTest
    @CsvSource({
        "-DCMAKE_CXX_FLAGS=-march=native, true",
        "-DCMAKE_C_FLAGS=-O2 -mcpu=native, true",
        "-DCMAKE_CXX_FLAGS=-mtune=native -g, true",
        "-DCMAKE_CXX_FLAGS=-march=x86-64-v3, false",
        "-DLLVM_TARGETS_TO_BUILD=Native, false"
    })
    void what_is_compiled_for_the_builders_own_processor_is_known_by_its_options(String option, boolean tuned) {
        Recipe.CMake recipe = new Recipe.CMake("llvm", List.of("-DCMAKE_BUILD_TYPE=Release", option));
        assertThat(recipe.isTunedToItsMachine()).isEqualTo(tuned);
    }
}
