import Foundation
import Services
import Testing
import Web

@Suite struct AppealSubmissionTests {
    private func read(_ json: String) -> AppealSubmission? {
        Array(json.utf8).withUnsafeBytes { AppealSubmission.body.readPlain?($0) }
    }

    /// Bodies of ordinary clients are read without the decoder, with the same result.
    @Test(arguments: [
        #"{"text": "Нет отопления"}"#,
        #"{"text": "Яма", "location": {"latitude": 57.8712, "longitude": 39.53}, "address": "у моста"}"#,
        #"""
        {"occurred_at": "2026-11-23T08:00:00Z", "channel": "phone", "category": "heating.none", "house_id": 417,
        "text": "Холодно\nвторой день", "kind": "message", "identity": "none", "contact": {"name": "Иван",
        "phone": "+79001234567", "email": "i@example.org", "address": "ул. Волжская, 1"}}
        """#,
        #"{"text": "а", "contact": {}}"#,
    ])
    func plainBodiesAreReadAsTheDecoderReadsThem(json: String) throws {
        let quick = try #require(read(json))
        let decoded = try AppealSubmission.body.decode(Data(json.utf8))
        #expect(String(reflecting: quick) == String(reflecting: decoded))
    }

    @Test(arguments: [
        #"{}"#, #"{"text": null}"#, #"{"text": "а", "house_id": null}"#, #"{"text": "а", "text": "б"}"#,
        #"{"text": "а", "more": 1}"#, #"{"text": "а", "location": {"latitude": 57.8}}"#,
        #"{"text": "а", "contact": {"name": "б", "name": "в"}}"#, #"{"text": "а", "house_id": 1.0}"#,
    ])
    func unusualBodiesAreLeftToTheDecoder(json: String) {
        #expect(read(json) == nil)
    }
}
