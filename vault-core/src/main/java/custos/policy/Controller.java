package custos.policy;

import java.util.Optional;

/// Who is answerable for the data.
///
/// @param registration the number in the register of companies
/// @param representative who stands for the controller in another regime
public record Controller(
        String name,
        String address,
        String email,
        String phone,
        String url,
        String registration,
        Officer dpo,
        Optional<Representative> representative) {

    /// The data protection officer.
    public record Officer(String name, String email) {}

    /// The controller's representative.
    public record Representative(String name, String address, String email) {}
}
