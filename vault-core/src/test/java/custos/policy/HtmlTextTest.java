package custos.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void no_text_opens_a_tag_or_closes_an_attribute() {
        assertThat(HtmlText.escaped("<b a=\"1\" c='2'>&amp; č</b>"))
                .isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp; č&lt;/b&gt;");
    }
}
