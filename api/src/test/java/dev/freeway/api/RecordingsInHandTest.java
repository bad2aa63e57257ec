package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No more recordings are held at once than there is room for: two, here. */
class RecordingsInHandTest {
    private static final String RECORDING =
            """
            --XX
            content-disposition: form-data; name="model"

            auto
            --XX
            content-disposition: form-data; name="file"; filename="a.wav"

            RIFF
            --XX--
            """
                    .replace("\n", "\r\n");

    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void oneMoreIsToldToComeBackAndTakenOnceAnotherHasLeft() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        street.provider =
                (call, sink) -> {
                    asked.countDown();
                    await(go);
                    return Street.says(call, sink, "{\"text\":\"Hello\"}");
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first = threads.submit(() -> upload());
            Future<HttpResponse<String>> second = threads.submit(() -> upload());
            asked.await();
            HttpResponse<String> refused = upload();
            go.countDown();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("5");
            assertThat(refused.body()).contains("too_many_recordings");
            assertThat(first.get().statusCode()).as(first.get().body()).isEqualTo(200);
            assertThat(second.get().statusCode()).isEqualTo(200);
        }
        street.recordings.acquire(2);
        street.recordings.release(2);
        assertThat(upload().statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsRefusedLeavesItsPlace() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(upload("no form", "multipart/form-data; boundary=XX").statusCode())
                    .isEqualTo(400);
            assertThat(upload("{}", "application/json").statusCode()).isEqualTo(415);
        }
        street.recordings.acquire(2);
    }

    private HttpResponse<String> upload() throws Exception {
        return upload(RECORDING, "multipart/form-data; boundary=XX");
    }

    private HttpResponse<String> upload(String body, String type) throws Exception {
        return street.send(
                street.authorized("/v1/audio/transcriptions")
                        .header("content-type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
