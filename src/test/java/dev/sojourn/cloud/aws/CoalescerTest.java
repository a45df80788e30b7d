package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.cloud.CloudAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    /** Longer than any test may take: only a full batch ends the wait. */
    private static final Duration UNTIL_FULL = Duration.ofMinutes(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void threadsThatAskAtOnceShareOneCallAndGetTheirOwnAnswers() throws Exception {
        Coalescer<String> coalescer = new Coalescer<>(UNTIL_FULL, 3, this::describe);
        List<Future<CloudAnswer<Map<String, String>>>> answers = new ArrayList<>();
        for (String id : List.of("vol-a", "vol-b", "vol-c")) {
            answers.add(threads.submit(() -> coalescer.ask(List.of(id))));
        }
        assertThat(answers.get(0).get()).isEqualTo(CloudAnswer.accepted(Map.of("vol-a", "VOL-A")));
        assertThat(answers.get(1).get()).isEqualTo(CloudAnswer.accepted(Map.of("vol-b", "VOL-B")));
        assertThat(answers.get(2).get()).isEqualTo(CloudAnswer.accepted(Map.of("vol-c", "VOL-C")));
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0)).containsExactlyInAnyOrder("vol-a", "vol-b", "vol-c");
    }

    @Test
    void theSameIdIsAskedAboutOnce() {
        Coalescer<String> coalescer = new Coalescer<>(UNTIL_FULL, 2, this::describe);
        coalescer.ask(List.of("vol-a", "vol-b", "vol-a"));
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0)).containsExactlyInAnyOrder("vol-a", "vol-b");
    }

    @Test
    void aLoneAskerIsAnsweredWhenNobodyJoins() {
        Coalescer<String> coalescer = new Coalescer<>(Duration.ofMillis(1), 200, this::describe);
        assertThat(coalescer.ask(List.of("vol-a")).ok()).hasValue(Map.of("vol-a", "VOL-A"));
    }

    @Test
    void nothingIsAskedAboutNothing() {
        assertThat(new Coalescer<>(UNTIL_FULL, 200, this::describe)
                        .ask(List.of())
                        .ok())
                .hasValue(Map.of());
        assertThat(calls).isEmpty();
    }

    @Test
    void moreThanOneCallTakesGoesInSeveral() {
        List<String> ids = IntStream.range(0, 450).mapToObj(n -> "vol-" + n).toList();
        Coalescer<String> coalescer = new Coalescer<>(UNTIL_FULL, 200, this::describe);
        assertThat(coalescer.ask(ids).ok().orElseThrow()).hasSize(450);
        assertThat(calls).extracting(List::size).containsExactly(200, 200, 50);
    }

    @Test
    void aLaterQuestionIsNeverAnsweredWithAnEarlierLook() {
        Coalescer<String> coalescer = new Coalescer<>(Duration.ofMillis(1), 200, this::describe);
        coalescer.ask(List.of("vol-a"));
        coalescer.ask(List.of("vol-a"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void aFaultReachesEverybodyWhoWaits() throws Exception {
        Function<List<String>, Map<String, String>> faulty = ids -> {
            throw new IllegalStateException("a fault of ours");
        };
        Coalescer<String> coalescer = new Coalescer<>(UNTIL_FULL, 2, faulty);
        Future<?> first = threads.submit(() -> coalescer.ask(List.of("vol-a")));
        Future<?> second = threads.submit(() -> coalescer.ask(List.of("vol-b")));
        assertThatThrownBy(first::get).hasRootCauseMessage("a fault of ours");
        assertThatThrownBy(second::get).hasRootCauseMessage("a fault of ours");
    }

    private Map<String, String> describe(List<String> ids) {
        calls.add(ids);
        return ids.stream().collect(Collectors.toMap(id -> id, String::toUpperCase));
    }
}
